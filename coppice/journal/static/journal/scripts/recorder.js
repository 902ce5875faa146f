// Records up to three minutes into the form's own field, as if a recording had been chosen. It is sent with the form.
const longest = 180;
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const endings = { "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a" };

function offer(part) {
  const place = part.querySelector("[data-recorder]");
  if (!place || !window.MediaRecorder || !navigator.mediaDevices) return;
  place.hidden = false;
  const [button, state] = place.children;
  let recorder = null;
  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") return recorder.stop();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return (state.textContent = _("The microphone is not to be had. You can choose a recording instead."));
    recorder = record(stream, place, state);
    recorder.addEventListener("stop", () => (button.textContent = _("Record again")));
    button.textContent = _("Stop");
  });
}

function record(stream, place, state) {
  const recorder = new MediaRecorder(stream);
  const heard = [];
  let seconds = 0;
  const ticking = setInterval(() => {
    seconds += 1;
    if (seconds % 15 === 0) state.textContent = _("{now} of {longest}", { now: clock(seconds), longest: clock(longest) });
    if (recorder.state === "recording" && (seconds >= longest || !place.isConnected)) recorder.stop();
  }, 1000);
  state.textContent = _("Recording");
  recorder.addEventListener("dataavailable", ({ data }) => heard.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(ticking);
    stream.getTracks().forEach((track) => track.stop());
    const sound = new Blob(heard, { type: recorder.mimeType.split(";")[0] });
    if (sound.size) put(sound, place);
    state.textContent = sound.size ? _("Recorded, {time}", { time: clock(seconds) }) : _("Nothing was heard. Please try once more.");
  });
  recorder.start(1000);
  return recorder;
}

function put(sound, place) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([sound], `recording.${endings[sound.type] ?? "webm"}`, { type: sound.type }));
  const field = place.parentElement.querySelector("[name=sound]");
  field.files = chosen.files;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  Object.assign(place.querySelector("audio"), { src: URL.createObjectURL(sound), hidden: false });
}

document.querySelectorAll("[data-capture-form]").forEach(offer);
document.addEventListener("coppice:added", ({ target }) => target.matches("[data-capture-form]") && offer(target));
