// People ticked in a list: how many there are, and that those still shown stay ticked when the results are replaced. Without script the boxes
// and the bar work as they are.
const form = document.getElementById("picked");
const count = form.querySelector("[data-picked-count]");
const here = form.querySelector("[data-here]");
const figures = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : document.documentElement.lang);
const ticked = new Set();

const boxes = () => [...form.elements].filter((box) => box.name === "expert");

function say() {
  const number = boxes().filter((box) => box.checked).length;
  count.textContent = number ? count.dataset.words.replace("#", figures.format(number)) : "";
}

function remember() {
  ticked.clear();
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  say();
}

document.addEventListener("change", (event) => {
  if (event.target.form === form && event.target.name === "expert") remember();
});
document.addEventListener("region:replaced", () => {
  for (const box of boxes()) box.checked = ticked.has(box.value);
  remember();
});
// The address may have changed while results were replaced: the way back leads to what is on the screen.
form.addEventListener("submit", () => {
  here.value = location.pathname + location.search;
});
addEventListener("pageshow", remember);
