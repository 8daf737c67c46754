// Long facets get a box that filters their values; the filter panel opens by itself where there is room for it.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function prepare(root) {
  for (const box of root.querySelectorAll("[data-facet-filter][hidden]")) box.hidden = false;
}

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-facet-filter]");
  if (!box) return;
  event.stopPropagation();
  const facet = box.closest("[data-facet]");
  const wanted = plain(box.value.trim());
  const more = facet.querySelector("details");
  if (more && wanted) more.open = true;
  for (const value of facet.querySelectorAll(".facet-value")) {
    const label = value.querySelector("span").textContent;
    value.hidden = Boolean(wanted) && !plain(label).includes(wanted) && !value.querySelector("input").checked;
  }
}, true);

// Enter in that box filters; it does not send the search.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest?.("[data-facet-filter]")) event.preventDefault();
});

const roomy = matchMedia("(min-width: 56rem)");
const unfold = () => {
  if (roomy.matches && !CSS.supports("selector(::details-content)")) {
    for (const panel of document.querySelectorAll("details[data-filters]")) panel.open = true;
  }
};
roomy.addEventListener("change", unfold);
unfold();
prepare(document);
document.addEventListener("region:replaced", (event) => prepare(event.target));
