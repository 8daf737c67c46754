// Every page: header menus close on Escape or a click elsewhere; a form that came back shows its error summary first;
// "/" goes to the search box; characters left are counted where a field has a limit.
const menus = document.querySelectorAll("details[data-menu]");

document.addEventListener("click", (event) => {
  for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.querySelector("main input[name=q], header input[name=q]");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
});

document.querySelector("[data-error-summary]")?.focus();
