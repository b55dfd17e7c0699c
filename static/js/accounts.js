// For the account pages, which work without it: fills in the browser's time zone, shows a
// password on request, and sends a form once.
{
  const showPassword = document.currentScript.dataset.showPassword;

  for (const field of document.querySelectorAll("[data-browser-timezone]")) {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }

  for (const form of document.querySelectorAll("form")) {
    const passwords = [...form.querySelectorAll("input[type=password]")];
    if (passwords.length > 0) {
      offerToShow(form, passwords);
    }
    sendOnce(form);
  }

  function offerToShow(form, passwords) {
    const row = document.createElement("div");
    row.className = "form-check";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "form-check-input";
    box.id = "show-password";
    const label = document.createElement("label");
    label.className = "form-check-label";
    label.htmlFor = box.id;
    label.textContent = showPassword;
    row.append(box, label);
    passwords.at(-1).parentElement.after(row);

    const show = (isShown) => {
      for (const password of passwords) {
        password.type = isShown ? "text" : "password";
      }
    };
    box.addEventListener("change", () => show(box.checked));
    // Hidden again before it is sent, so that browsers know it for a password.
    form.addEventListener("submit", () => show(false));
  }

  function sendOnce(form) {
    let isSent = false;
    form.addEventListener("submit", (event) => {
      if (isSent) {
        event.preventDefault();
      }
      isSent = true;
    });
    // Somebody who comes back to this page may send it again, and so may who was offline.
    const mayBeSent = () => {
      isSent = false;
    };
    window.addEventListener("pageshow", mayBeSent);
    document.addEventListener("notsent", mayBeSent);
  }
}
