// Shows a field only where it is asked for. Without this script all of them stand there.
//
//   <div data-only-for="how" data-only-value="exact">   shown while the form's "how" is "exact"

function valueOf(form, name) {
  const field = form.elements[name];
  return field ? field.value : "";
}

function update(form) {
  for (const part of form.querySelectorAll("[data-only-for]")) {
    const values = part.dataset.onlyValue.split(" ");
    part.hidden = !values.includes(valueOf(form, part.dataset.onlyFor));
  }
}

for (const form of document.querySelectorAll("form[data-log]")) {
  form.addEventListener("change", () => update(form));
  update(form);
}
