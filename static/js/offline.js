// Registers the service worker with its offline page, and says so where something that was sent
// did not arrive. The page stays as it is, with what was typed.
{
  const { worker, notSent, close } = document.currentScript.dataset;
  const container = navigator.serviceWorker; // with https, and on the machine itself
  const isThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

  let isTyped = false;

  document.addEventListener("input", () => {
    isTyped = true;
  });

  // The worker asks whether this page stays. It does after a form was sent from it, and where
  // something was typed that the next page would have made forget.
  container?.register(worker).catch(() => {});
  container?.addEventListener("message", ({ data: { notReached }, ports: [port] }) => {
    const stays = notReached !== "GET" || isTyped;
    if (stays) {
      tell();
    }
    port?.postMessage(stays);
  });

  // htmx sends without leaving the page. Only what a form or its button sends would be saved.
  document.addEventListener("htmx:sendError", ({ detail }) => {
    if (detail.requestConfig.verb !== "get" && detail.elt.matches("form, button")) {
      tell();
    }
  });

  // Without a worker, a form sent offline would leave the page for an error of the browser's.
  document.addEventListener("submit", (event) => {
    document.querySelector(".not-sent")?.remove();
    if (!container?.controller && !navigator.onLine && !isThisMachine) {
      event.preventDefault();
      tell();
    }
  });

  function tell() {
    document.querySelector(".not-sent")?.remove();
    const note = document.createElement("div");
    note.className = "not-sent";
    note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = notSent;
    const button = document.createElement("button");
    button.className = "btn";
    button.type = "button";
    button.textContent = close;
    button.addEventListener("click", () => note.remove());
    note.append(words, button);
    document.body.append(note);
    // For scripts that let a form be sent once.
    document.dispatchEvent(new Event("notsent"));
  }
}
