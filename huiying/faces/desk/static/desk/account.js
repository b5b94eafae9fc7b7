// Passkeys: the browser is asked for what stands on the form, and the form is sent with its answer.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const listed = (items) => (items || []).map((item) => ({ ...item, id: bytes(item.id) }));

  const asked = (options) => {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    if (key.excludeCredentials) key.excludeCredentials = listed(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = listed(key.allowCredentials);
    return { publicKey: key };
  };

  const told = (made) => {
    const response = { clientDataJSON: text(made.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults() };
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential) return;
    const go = form.querySelector("[data-go]"), failed = form.querySelector("[data-failed]");
    go.hidden = false;
    go.addEventListener("click", async () => {
      failed.hidden = true;
      try {
        const made = await navigator.credentials[form.dataset.passkey](asked(JSON.parse(form.dataset.options)));
        form.querySelector("[data-answer]").value = JSON.stringify(told(made));
      } catch {
        failed.hidden = false;
        return;
      }
      form.requestSubmit();
    });
  });
})();
