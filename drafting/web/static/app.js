// What a browser adds to pages that work without it: words saved while they are written, a form sent once, a few
// conveniences. Every sentence shown comes from a data-attribute, already in the reader's language. Nothing typed is
// kept in the browser: ministries share computers.
"use strict";

const REST = 3000; // after the last key
const LONGEST = 20000; // while somebody writes without a rest
const AGAIN = [5000, 10000, 20000, 60000];
const SENDING = 10000; // a form may be sent again after this, should the answer be lost
const KEEPALIVE = 60000; // bytes a browser still sends for a page that is going away

const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

/** Saves one form's text as a working copy, and says so. */
class Autosave {
  constructor(form) {
    this.form = form;
    this.text = form.querySelector("textarea[data-working-copy]");
    this.line = form.querySelector("[data-save-state]");
    this.live = form.querySelector("[data-save-live]");
    this.download = form.querySelector("[data-download]");
    // The words the server is known to have: those it sent, unless it says that it refused them.
    this.kept = "unsaved" in form.dataset ? null : this.text.defaultValue;
    this.since = 0; // when the first unsaved word was written
    this.failures = 0;
    this.busy = false;
    this.refused = false;
    this.leaving = false;
    this.state = "";
    if (this.line && this.line.dataset.saveState !== "kept") this.tell("idle", { silent: true });
    this.text.addEventListener("input", () => this.written());
    this.text.addEventListener("blur", () => this.save());
    document.addEventListener("visibilitychange", () => this.seen());
    window.addEventListener("online", () => this.save());
    window.addEventListener("focus", () => this.state === "signedOut" && this.save());
    window.addEventListener("pageshow", () => this.back());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    form.addEventListener("submit", () => { this.leaving = true; clearTimeout(this.timer); });
    if (this.download) this.download.addEventListener("click", () => this.offer());
  }

  get unsaved() {
    return this.text.value !== this.kept;
  }

  written() {
    if (!this.unsaved) return;
    this.since = this.since || Date.now();
    if (this.failures || this.refused) return; // the next try is set already, and the words on the page stay true
    this.tell("typing", { silent: true });
    this.later(Math.min(REST, Math.max(0, this.since + LONGEST - Date.now())));
  }

  /** The page is shown (again): a browser may have put back words that were never sent. */
  back() {
    this.leaving = false;
    this.written();
  }

  warn(event) {
    if (this.leaving || !this.unsaved) return;
    event.preventDefault();
    event.returnValue = ""; // older browsers ask only then
  }

  seen() {
    if (document.visibilityState === "hidden") this.save();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.busy || this.refused || this.leaving || !this.unsaved) return;
    clearTimeout(this.timer);
    this.busy = true;
    const text = this.text.value;
    if (!this.failures) this.tell("saving", { silent: true });
    try {
      const answer = await this.send(text);
      await this.answered(answer, text);
    } catch {
      this.failed("offline");
    } finally {
      this.busy = false;
    }
    if (this.unsaved && !this.failures && !this.refused) this.later(REST);
  }

  send(text) {
    const body = JSON.stringify({ text, based_on: Number(this.form.dataset.basedOn) });
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    if (this.form.dataset.hat) headers["Drafting-Hat"] = this.form.dataset.hat;
    const going = document.visibilityState === "hidden" && body.length < KEEPALIVE / 3;
    return fetch(this.form.dataset.workingCopyUrl, {
      method: "PUT", body, headers, keepalive: going, credentials: "same-origin", redirect: "error",
    });
  }

  async answered(answer, text) {
    if (answer.ok || answer.status === 409) {
      const told = await answer.json().catch(() => ({}));
      this.kept = text;
      this.since = this.unsaved ? Date.now() : 0;
      this.failures = 0;
      if (answer.ok) this.tell("saved", { time: this.clock(told.saved_at) });
      else this.tell(told.who ? "alsoChangedBy" : "alsoChanged", { who: told.who });
    } else if (answer.status === 401) {
      this.failed("signedOut");
    } else if (answer.status >= 500 || answer.status === 429 || answer.status === 408) {
      this.failed("offline", Number(answer.headers.get("Retry-After")) * 1000);
    } else {
      this.refused = true;
      this.tell("refused", {});
    }
  }

  failed(state, wait = 0) {
    this.tell(state, {});
    this.later(Math.max(AGAIN[Math.min(this.failures, AGAIN.length - 1)], wait || 0));
    this.failures += 1;
  }

  /** Shows a state, and says it aloud once when it is another than before; routine saving is not announced. */
  tell(state, { time, who, silent }) {
    const words = (this.form.dataset[state] || "").replace("{time}", time || "").replace("{who}", who || "");
    const troubled = ["offline", "signedOut", "refused"].includes(state);
    const warned = state.startsWith("alsoChanged");
    if (this.line) {
      if (this.line.textContent !== words) this.line.textContent = words;
      this.line.className = troubled ? "is-stop" : warned ? "is-wait" : state === "saved" ? "is-ok" : "";
    }
    if (this.download) this.download.hidden = !troubled;
    if (silent) return;
    const first = this.spoken !== state;
    if (this.live && first) this.live.textContent = words;
    this.spoken = state;
    this.state = state;
  }

  clock(instant) {
    const when = instant ? new Date(instant) : new Date();
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.form.dataset.zone || "UTC" };
    return new Intl.DateTimeFormat(document.documentElement.lang, shape).format(when);
  }

  offer() {
    const address = URL.createObjectURL(new Blob([this.text.value], { type: "text/markdown;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = this.form.dataset.fileName || "text.md";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}

/** A form is sent once; its buttons come back when the page does, or when the answer was lost. */
function sentOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  setTimeout(() => mayBeSent(form), SENDING);
}

function mayBeSent(form) {
  delete form.dataset.sent;
  all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
}

function counted(line) {
  const text = line.closest("form").querySelector("textarea[data-working-copy]");
  const rule = new Intl.PluralRules(document.documentElement.lang);
  const count = () => {
    const number = (text.value.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu) || []).length;
    const words = rule.select(number) === "one" ? line.dataset.one : line.dataset.other;
    line.textContent = "· " + words.replace("{num}", number);
  };
  let waiting;
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(count, 300); });
  count();
}

/** The clock of this computer, offered where a zone is asked for and none is chosen. */
function guessed(field) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = field.tagName !== "SELECT" || Array.from(field.options).some((option) => option.value === zone);
  if (zone && !field.value && known) field.value = zone;
}

document.addEventListener("submit", sentOnce);
window.addEventListener("pageshow", () => all("form[data-sent]").forEach(mayBeSent));
all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
all("[data-zone-guess]").forEach(guessed);
all("[data-word-count]").filter((line) => line.closest("form")).forEach(counted);
all("form[data-autosave]").filter((form) => form.querySelector("textarea[data-working-copy]")).forEach((form) => new Autosave(form));
all("[data-focus]").slice(0, 1).forEach((place) => place.focus());
