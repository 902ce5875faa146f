// Tells the other tabs of this browser that a text is being written here, and hears from them.

const PATIENCE = 300;

export class Tabs {
  constructor(place, writer, { onCompany, onSaved }) {
    Object.assign(this, { place, writer, alive: new Set() });
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("coppice-writing");
    this.channel?.addEventListener("message", ({ data }) => {
      if (data.place !== place || data.writer === writer) return;
      this.alive.add(data.writer);
      if (data.kind === "hello") this.tell("here");
      if (data.kind === "gone") this.alive.delete(data.writer);
      if (data.kind === "saved") onSaved(data);
      else onCompany(this.alive.size);
    });
    addEventListener("pagehide", () => this.tell("gone"));
    addEventListener("pageshow", (event) => event.persisted && this.tell("hello"));
  }

  tell(kind, details = {}) {
    this.channel?.postMessage({ kind, place: this.place, writer: this.writer, ...details });
  }

  /** Who else is writing here now: asked once, heard for a moment. */
  async others() {
    this.tell("hello");
    await new Promise((resolve) => setTimeout(resolve, this.channel ? PATIENCE : 0));
    return this.alive;
  }
}
