// Adds, removes and moves rows of a list of fields in the page. Rows are numbered in names and ids as "<list>-<number>-…"; the numbers are kept
// without gaps, so that the server reads what the reader sees.
function renumber(list) {
  const name = list.dataset.repeat;
  const pattern = new RegExp(`(^|\\s)(${name.replace(/[^\w]/g, "\\$&")}-)\\d+`, "g");
  rows(list).forEach((row, index) => {
    const renamed = (text) => text.replace(pattern, `$1$2${index}`);
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby], [value]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby"]) {
        if (element.hasAttribute(attribute)) element.setAttribute(attribute, renamed(element.getAttribute(attribute)));
      }
      if (element.matches("[data-repeat-remove], [data-repeat-move]")) element.value = renamed(element.value);
    }
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, index + 1));
  });
  const count = rows(list).length;
  rows(list).forEach((row, index) => {
    for (const button of row.querySelectorAll("[data-repeat-move]")) button.hidden = index === (button.dataset.repeatMove === "up" ? 0 : count - 1);
  });
  for (const button of list.querySelectorAll("[data-repeat-remove]")) button.hidden = count <= Number(list.dataset.least || 0);
  list.querySelector("[data-repeat-add]").hidden = count >= Number(list.dataset.most || 50);
}

const rows = (list) => [...list.querySelectorAll("[data-repeat-row]")];

function empty(row) {
  for (const field of row.querySelectorAll("input, select, textarea")) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.matches("select")) field.selectedIndex = field.multiple ? -1 : 0;
    else field.value = "";
    field.removeAttribute("aria-invalid");
  }
  row.querySelectorAll(".field-error").forEach((error) => error.remove());
  row.querySelectorAll(".wrong").forEach((field) => field.classList.remove("wrong"));
}

function add(list) {
  const last = rows(list).at(-1);
  const row = last.cloneNode(true);
  empty(row);
  last.after(row);
  renumber(list);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(list, row) {
  const next = row.nextElementSibling?.matches("[data-repeat-row]") ? row.nextElementSibling : row.previousElementSibling;
  row.remove();
  renumber(list);
  (next?.querySelector("input:not([type=hidden]), select, textarea") ?? list.querySelector("[data-repeat-add]")).focus();
}

// The row beside it goes to its other side, so that the focus stays on the button that was pressed.
function move(list, row, button) {
  const isUp = button.dataset.repeatMove === "up";
  const other = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (!other?.matches("[data-repeat-row]")) return;
  if (isUp) row.after(other);
  else row.before(other);
  renumber(list);
  if (button.hidden) row.querySelector("[data-repeat-move]:not([hidden])")?.focus();
  list.querySelector("[data-repeat-said]").textContent = row.getAttribute("aria-label");
  row.scrollIntoView({ block: "nearest" });
}

for (const list of document.querySelectorAll("[data-repeat]")) {
  if (!rows(list).length) continue;
  renumber(list);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-repeat-add], [data-repeat-remove], [data-repeat-move]");
    if (!button || button.closest("[data-repeat]") !== list) return;
    event.preventDefault();
    if (button.matches("[data-repeat-add]")) add(list);
    else if (button.matches("[data-repeat-move]")) move(list, button.closest("[data-repeat-row]"), button);
    else remove(list, button.closest("[data-repeat-row]"));
  });
}
