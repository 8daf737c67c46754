// A list whose lines are moved, noted and taken off without leaving the page. Each press goes to the server, and the page that comes back says
// what the list is now; lines already here are kept, so that what is being typed elsewhere stays. Alt with an arrow moves the line in focus.
const list = document.querySelector("[data-entries]");

if (list) {
  const voice = document.createElement("p");
  voice.className = "hide-text";
  voice.setAttribute("aria-live", "polite");
  list.after(voice);

  const replaced = (page, selector) => {
    const fresh = page.querySelector(selector);
    const old = document.querySelector(selector);
    if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  };

  const arrange = (page, form) => {
    const lines = [...page.querySelectorAll("[data-entry]")];
    if (form.querySelector("[name=note]")) {
      const id = form.closest("[data-entry]").id;
      const fresh = page.getElementById(id)?.querySelector("[data-note]");
      if (fresh) form.closest("[data-note]").replaceWith(document.adoptNode(fresh));
    }
    for (const fresh of lines) {
      const line = document.getElementById(fresh.id) ?? document.adoptNode(fresh);
      line.querySelector("[data-place]").textContent = fresh.querySelector("[data-place]").textContent;
      list.append(line);
    }
    const ids = new Set(lines.map((line) => line.id));
    for (const line of [...list.children]) if (!ids.has(line.id)) line.remove();
    replaced(page, "[data-count]");
    replaced(page, "[data-balance]");
  };

  const refocus = (line, next, button) => {
    if (!line.isConnected) (next?.isConnected ? next : list.lastElementChild)?.focus();
    else if (button?.isConnected) button.focus();
    else (line.querySelector("[data-note] summary") ?? line).focus();
    document.activeElement.scrollIntoView({ block: "nearest" });
  };

  let before = Promise.resolve();

  async function send(form, button, focused) {
    const line = form.closest("[data-entry]");
    const next = line.nextElementSibling ?? line.previousElementSibling;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.querySelector("main")) throw new Error(String(answer.status));
      if (!page.querySelector("[data-entries]")) {
        location.reload();
        return;
      }
      arrange(page, form);
      refocus(line, next, focused);
      voice.textContent = page.querySelector(".flashes")?.textContent.trim() ?? "";
    } catch {
      form.dataset.plain = "yes"; // the plain way shows what is wrong
      form.requestSubmit(button);
    }
  }

  list.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-entry-form]");
    if (!form || form.dataset.plain) return;
    event.preventDefault();
    const button = event.submitter;
    before = before.then(() => send(form, button, button));
  });

  list.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!event.altKey || !direction || event.target.closest("textarea, select")) return;
    const line = event.target.closest("[data-entry]");
    const button = line?.querySelector(`[data-move="${direction}"]`);
    if (!button) return;
    event.preventDefault();
    const focused = event.target;
    before = before.then(() => send(button.form, button, focused));
  });
}
