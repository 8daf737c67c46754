// A fold whose content stands on another page: <details data-fold="address"> with a link inside. Opened, it fetches that page, takes the part
// marked data-fold-content and the style sheets that this page lacks. It stays open when the results around it are replaced.
// Without script the link leads there.
let wanted = false;

async function fill(fold) {
  if (fold.dataset.filled) return;
  fold.dataset.filled = "yes";
  fold.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(fold.dataset.fold, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const content = page.querySelector("[data-fold-content]");
    if (!content) throw new Error("no content");
    for (const sheet of page.querySelectorAll("link[rel=stylesheet]:not([media])")) {
      const known = [...document.querySelectorAll("link[rel=stylesheet]")].some((one) => one.getAttribute("href") === sheet.getAttribute("href"));
      if (!known) document.head.append(document.adoptNode(sheet));
    }
    fold.querySelector("[data-fold-place]").replaceChildren(document.adoptNode(content));
  } catch {
    delete fold.dataset.filled; // the link inside is still there
  } finally {
    fold.removeAttribute("aria-busy");
  }
}

document.addEventListener("toggle", (event) => {
  const fold = event.target.closest?.("details[data-fold]");
  if (!fold || fold !== event.target) return;
  wanted = fold.open;
  if (fold.open) fill(fold);
}, true);

document.addEventListener("region:replaced", (event) => {
  if (!wanted) return;
  for (const fold of event.target.querySelectorAll("details[data-fold]")) fold.open = true;
});
