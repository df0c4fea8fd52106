// Plays a recorded reading. It is steered as a voice is, only not sentence by sentence.
export class Recording {
  constructor(address, speed, changed, broken) {
    this.changed = changed;
    this.state = "stopped";
    this.audio = new Audio(address);
    this.audio.preload = "none";
    this.setSpeed(speed);
    this.audio.addEventListener("ended", () => this.become("over"));
    this.audio.addEventListener("error", broken);
  }

  goOn() {
    this.become("reading");
    const begun = this.audio.play();
    if (begun) begun.catch(() => this.state === "reading" && this.stop());
  }

  stop() {
    this.audio.pause();
    this.become("stopped");
  }

  setSpeed(speed) {
    this.audio.defaultPlaybackRate = speed;
    this.audio.playbackRate = speed;
  }

  hush() {
    this.state = "over";
    this.audio.pause();
  }

  become(state) {
    this.state = state;
    this.changed(state);
  }
}
