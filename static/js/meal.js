// While htmx finds foods as one types, the Enter key in the search goes to the first of them.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-finds]") && window.htmx) {
    event.preventDefault();
    document.querySelector("#food-results button")?.focus();
  }
});
