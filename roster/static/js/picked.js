// People ticked in a list: how many there are, and that they stay ticked while results are replaced and pages turned, in this window. Without
// script the form carries them from page to page, so one that has just come that way is taken over and leaves the address.
const bar = document.querySelector("[data-picked]");
const form = document.getElementById("find");
const count = bar.querySelector("[data-picked-count]");
const elsewhere = bar.querySelector("[data-picked-elsewhere]");
const add = bar.querySelector("[data-picked-add]");
const figures = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : document.documentElement.lang);
const KEY = `picked ${bar.dataset.picked}`;
const ticked = new Set();

const boxes = () => [...form.querySelectorAll(".pick input")];

function recall() {
  try {
    for (const ref of JSON.parse(sessionStorage.getItem(KEY) || "[]")) ticked.add(ref);
  } catch {
    // Nothing is kept where the browser keeps nothing: the ticks of this page still count.
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...ticked]));
  } catch {
    // As above.
  }
}

function show() {
  const here = new Set();
  for (const box of boxes()) {
    here.add(box.value);
    box.checked = ticked.has(box.value);
  }
  elsewhere.replaceChildren(
    ...[...ticked].filter((ref) => !here.has(ref)).map((ref) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "expert", value: ref });
      field.setAttribute("form", form.id);
      return field;
    }),
  );
  count.textContent = ticked.size ? count.dataset.words.replace("#", figures.format(ticked.size)) : "";
}

function takeOver() {
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  for (const field of elsewhere.children) ticked.add(field.value);
  const url = new URL(location);
  if (!url.searchParams.has("expert")) return;
  for (const name of ["expert", "shortlist"]) url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches(".pick input")) return;
  ticked[event.target.checked ? "add" : "delete"](event.target.value);
  keep();
  show();
});
document.addEventListener("region:replaced", show);
bar.querySelector("[data-picked-none]").addEventListener("click", (event) => {
  event.preventDefault();
  ticked.clear();
  keep();
  show();
  form.querySelector(".pick input")?.focus();
});
// The address may have changed while results were replaced: the way back leads to what is on the screen. Whoever cannot be added comes back ticked.
add.addEventListener("click", () => {
  const url = new URL(bar.dataset.address, location);
  url.searchParams.set("next", location.pathname + location.search);
  add.formAction = url;
});
form.addEventListener("submit", (event) => {
  if (event.submitter === add) sessionStorage.removeItem(KEY);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) ticked.clear();
  else takeOver();
  recall();
  keep();
  show();
});
