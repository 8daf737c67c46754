// Asks before a press of [data-confirm="question"] goes out. Without script the page that follows asks, or the act can be undone.
// The words of the two buttons: data-confirm-yes on the button (else its own text) and data-confirm-no (else the browser's dialog is used).
function ask(button) {
  const dialog = document.createElement("dialog");
  const question = document.createElement("p");
  const actions = document.createElement("p");
  const yes = document.createElement("button");
  const no = document.createElement("button");
  dialog.className = "dialog";
  actions.className = "actions";
  yes.className = "button danger";
  no.className = "button quiet";
  question.id = "confirm-question";
  question.textContent = button.dataset.confirm;
  yes.textContent = button.dataset.confirmYes || button.textContent.trim();
  no.textContent = button.dataset.confirmNo;
  yes.type = no.type = "button";
  dialog.setAttribute("aria-labelledby", question.id);
  actions.append(yes, no);
  dialog.append(question, actions);
  document.body.append(dialog);
  return new Promise((answer) => {
    yes.addEventListener("click", () => dialog.close("yes"));
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue === "yes");
      dialog.remove();
    });
    dialog.showModal();
    no.focus();
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-confirm]");
  if (!button || button.dataset.confirmed) return;
  event.preventDefault();
  const agreed = button.dataset.confirmNo ? await ask(button) : confirm(button.dataset.confirm);
  if (!agreed) return;
  button.dataset.confirmed = "yes";
  button.form ? button.form.requestSubmit(button) : button.click();
  delete button.dataset.confirmed;
});
