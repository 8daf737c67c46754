// A form is sent once: a second press while the first is under way does nothing. Downloads and live searches are left alone.
const PATIENCE = 20000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".button.busy")) {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.classList.add("busy");
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), PATIENCE);
});

// Coming back by the browser's history must find a form that works.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
