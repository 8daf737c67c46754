// Results while typing. A form marked data-live (method get) is asked for again on every change; the answer is the whole page, of which each
// [data-live-region="name"] replaces its namesake here. Links marked data-live-link go the same way. Typing rewrites the address; every
// other change is a step that the browser's back button undoes. Fields whose names stand in data-live ask for nothing and stay out of the address.
// Where the server asks for patience (429), the words in data-live-busy stand in the region "problem", and the same is asked again later.
// Works without script as a form with a button.
const PAUSE = 250;
const USUAL_WAIT = 10;
const LONGEST_WAIT = 120;

function address(form) {
  const url = new URL(form.action || location.href);
  url.search = "";
  const apart = ["page", ...form.dataset.live.split(" ")];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "" && !apart.includes(name)) url.searchParams.append(name, value);
  }
  return url;
}

function place(element) {
  if (!element || element === document.body) return null;
  const same = { id: element.id, name: element.name, value: element.value };
  return () => {
    if (document.activeElement !== document.body) return;
    const found = same.id
      ? document.getElementById(same.id)
      : [...document.getElementsByName(same.name || "\u0000")].find((one) => one.type !== "checkbox" || one.value === same.value);
    found?.focus({ preventScroll: true });
  };
}

// Which folds are open, and what is typed into the boxes that only filter, is kept when a region is replaced.
function keepState(old, fresh) {
  for (const fold of old.querySelectorAll("details[data-facet-more], details[data-filters]")) {
    const key = fold.dataset.facetMore;
    const twin = fresh.querySelector(key === undefined ? "details[data-filters]" : `details[data-facet-more="${CSS.escape(key)}"]`);
    if (twin && fold.open) twin.open = true;
  }
  for (const box of old.querySelectorAll("[data-facet-filter]")) {
    const twin = fresh.querySelector(`[data-facet="${CSS.escape(box.closest("[data-facet]").dataset.facet)}"] [data-facet-filter]`);
    if (!twin || !box.value) continue;
    twin.value = box.value;
    queueMicrotask(() => twin.dispatchEvent(new Event("input", { bubbles: true })));
  }
}

function live(form) {
  const voice = document.createElement("p");
  voice.className = "hide-text";
  voice.setAttribute("aria-live", "polite");
  form.append(voice);
  let timer;
  let request;

  const regions = (root) => [...root.querySelectorAll("[data-live-region]")];

  let shown = location.search;

  function wait(answer, url, step) {
    const seconds = Math.min(Number(answer.headers.get("Retry-After")) || USUAL_WAIT, LONGEST_WAIT);
    const note = document.createElement("p");
    note.className = "understood";
    note.textContent = voice.textContent = form.dataset.liveBusy;
    document.querySelector('[data-live-region="problem"]')?.replaceChildren(note);
    timer = setTimeout(() => refresh(url, step), 1000 * seconds);
  }

  async function refresh(url, step) {
    clearTimeout(timer);
    request?.abort();
    const mine = (request = new AbortController());
    for (const region of regions(document)) region.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => regions(document).forEach((region) => region.classList.add("loading")), 200);
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
      if (answer.status === 429 && form.dataset.liveBusy) {
        if (!mine.signal.aborted) wait(answer, url, step);
        return;
      }
      if (!answer.ok || answer.redirected) {
        location.assign(url);
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine.signal.aborted) return;
      const back = place(document.activeElement);
      for (const region of regions(document)) {
        const fresh = page.querySelector(`[data-live-region="${CSS.escape(region.dataset.liveRegion)}"]`);
        if (!fresh) continue;
        keepState(region, fresh);
        const arrived = document.adoptNode(fresh);
        region.replaceWith(arrived);
        arrived.dispatchEvent(new CustomEvent("region:replaced", { bubbles: true }));
      }
      back?.();
      history[step ? "pushState" : "replaceState"](null, "", url);
      shown = url.search;
      if (page.title) document.title = page.title;
      for (const link of document.querySelectorAll("header .menu-list a[hreflang]")) {
        const twin = page.querySelector(`header .menu-list a[hreflang="${link.hreflang}"]`);
        if (twin) link.href = twin.href;
      }
      voice.textContent = document.querySelector("[data-live-count]")?.textContent.trim() || "";
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    } finally {
      clearTimeout(waiting);
      if (request === mine) {
        for (const region of regions(document)) {
          region.removeAttribute("aria-busy");
          region.classList.remove("loading");
        }
      }
    }
  }

  const soon = (pause, step = true) => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(address(form), step), pause);
  };
  // While a word is being composed (Chinese, Arabic on some keyboards) nothing is asked.
  form.addEventListener("input", (event) => {
    if (event.isComposing || event.target.form !== form || event.target.matches("[data-facet-filter], input[type=date]")) return;
    if (form.dataset.live.split(" ").includes(event.target.name)) return;
    if (event.target.matches("input[type=checkbox], input[type=radio], select")) soon(0);
    else soon(PAUSE, false);
  });
  form.addEventListener("compositionend", () => soon(PAUSE, false));
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=date]")) soon(0);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    soon(0);
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live-link]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    refresh(new URL(link.href), true);
  });
  addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
}

document.querySelectorAll("form[data-live]").forEach(live);
