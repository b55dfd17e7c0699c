// A tap on the page of today, with htmx: the answer stands in the place that was tapped and gets
// the focus, and nothing moves under the finger. Without this script the same forms are posted.
//
//   data-place    a part of the page with an id, in which an answer can stand
//   data-answer   the answer itself
{
  const day = document.getElementById("day");
  const sentences = document.getElementById("not-saved");
  let place = "";
  let top = 0;

  const tapped = () => document.getElementById(place);

  day.addEventListener("htmx:beforeRequest", (event) => {
    place = event.target.closest("[data-place]")?.id ?? "";
    tapped()?.querySelector(".not-saved")?.remove();
  });

  // htmx sends the button that was pressed only where it stands inside of its form.
  day.addEventListener("htmx:configRequest", ({ detail }) => {
    const button = detail.triggeringEvent?.submitter;
    if (button?.name) detail.parameters[button.name] = button.value;
  });

  day.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    // Somebody who is not logged in any more was led to the log-in: that is a page of its own.
    if (new URL(xhr.responseURL).pathname !== pathInfo.requestPath) {
      event.detail.shouldSwap = false;
      location.assign("/day/");
      return;
    }
    top = tapped()?.getBoundingClientRect().top ?? 0;
  });

  day.addEventListener("htmx:afterSwap", () => {
    const answer = day.querySelector("[data-answer]");
    const at = tapped() ?? answer;
    if (!at) return;
    (answer ?? at.querySelector("button"))?.focus({ preventScroll: true });
    if (tapped()) scrollBy(0, at.getBoundingClientRect().top - top);
    else at.scrollIntoView({ block: "nearest" });
  });

  const tell = (event, when) => {
    event.stopPropagation(); // it is said here, once
    const sentence = sentences.content.querySelector(`[data-when="${when}"]`).cloneNode(true);
    (tapped() ?? day).append(sentence);
  };

  // The form stays, and with it the id of the entry: to tap it again is to send the same entry.
  day.addEventListener("htmx:sendError", (event) => tell(event, "offline"));
  day.addEventListener("htmx:timeout", (event) => tell(event, "offline"));
  day.addEventListener("htmx:responseError", (event) => {
    tell(event, event.detail.xhr.status === 503 ? "unavailable" : "refused");
  });
}
