// Passkeys: asks the browser for one, and sends what it says with the form. Without this script the
// page says so, and offers the other ways in.
{
  const words = document.currentScript.dataset;

  for (const form of document.querySelectorAll("[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    const note = form.querySelector("[data-passkey-note]");
    const why = whyNot(form.dataset.host);
    note.textContent = why;
    button.hidden = why !== "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!button.disabled && !button.hidden) {
        send(form, button, note);
      }
    });
    // Somebody who comes back to this page may try again.
    window.addEventListener("pageshow", () => {
      button.disabled = false;
    });
  }

  // A passkey belongs to a host and, below that, to nothing else.
  function whyNot(host) {
    const here = location.hostname;
    const isHere = here === host || here.endsWith(`.${host}`);
    if (!window.isSecureContext || !isHere) {
      return words.elsewhere;
    }
    return "PublicKeyCredential" in window ? "" : words.unknown;
  }

  async function send(form, button, note) {
    button.disabled = true;
    note.textContent = words.waiting;
    try {
      const publicKey = inBytes(await question(form));
      const credential = await (form.dataset.passkey === "make"
        ? navigator.credentials.create({ publicKey })
        : navigator.credentials.get({ publicKey }));
      form.querySelector("[data-passkey-answer]").value = JSON.stringify(inText(credential));
      form.submit();
    } catch (problem) {
      note.textContent = wordsFor(problem);
      button.disabled = false;
    }
  }

  async function question(form) {
    if (!form.dataset.begin) {
      return JSON.parse(form.dataset.options);
    }
    const token = new FormData(form).get("csrfmiddlewaretoken");
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(form.dataset.begin, { method: "POST", headers });
    if (!answer.ok) {
      throw new TypeError(answer.statusText);
    }
    return answer.json();
  }

  function wordsFor(problem) {
    if (problem.name === "TypeError" || problem.name === "SyntaxError") {
      return words.offline;
    }
    return problem.name === "InvalidStateError" ? words.known : words.left;
  }

  // Bytes travel as base64 in the letters of addresses.

  function inBytes(options) {
    const named = (one) => ({ ...one, id: bytes(one.id) });
    return {
      ...options,
      challenge: bytes(options.challenge),
      ...(options.user && { user: named(options.user) }),
      ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(named) }),
      ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(named) }),
    };
  }

  function inText(credential) {
    const response = {};
    for (const part of [
      "attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle",
    ]) {
      if (credential.response[part]) {
        response[part] = text(credential.response[part]);
      }
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  function bytes(letters) {
    const plain = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function text(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }
}
