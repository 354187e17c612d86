// Signs in with a passkey, or makes one. The form around it stays an ordinary form: script only fills in one hidden field.

import { t } from "./common/text.ts";
import { creationOptions, requestOptions, written } from "./passkey/json";

class HubPasskey extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || !window.PublicKeyCredential) return; // this browser has no passkeys: the form stays hidden
    form.hidden = false;
    form.addEventListener("submit", event => {
      const credential = form.querySelector<HTMLInputElement>("input[name=Credential]")!;
      if (credential.value) return; // filled in: let it go
      event.preventDefault();
      this.ask(form)
        .then(answer => {
          credential.value = answer;
          form.submit();
        })
        .catch(() => this.say(t("This device did not answer. Nothing was changed. Try again, or sign in with your password.")));
    });
  }

  /** Asks the server what to prove, and the device to prove it. */
  private async ask(form: HTMLFormElement): Promise<string> {
    this.say(t("Waiting for this device."));
    const token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")!.value;
    const answer = await fetch(this.dataset["options"]!, { method: "POST", headers: { RequestVerificationToken: token } });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    const options = await answer.json();
    const credential = this.dataset["kind"] === "make"
      ? await navigator.credentials.create({ publicKey: creationOptions(options) })
      : await navigator.credentials.get({ publicKey: requestOptions(options) });
    if (!credential) throw new Error("No passkey was chosen.");
    return JSON.stringify(written(credential as PublicKeyCredential));
  }

  private say(words: string): void {
    const line = this.querySelector("[role=status]");
    if (line) line.textContent = words;
  }
}

customElements.define("hub-passkey", HubPasskey);
