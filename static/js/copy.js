// Puts a button beside a text that is there to be copied. Without this script, or where a browser
// does not let a page copy, the text can be selected as any other.

for (const place of document.querySelectorAll("[data-copy]")) {
  const field = place.querySelector("input");
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary";
  button.textContent = place.dataset.copyLabel;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = place.dataset.copied;
  });
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.append(button);
  place.append(said);
}
