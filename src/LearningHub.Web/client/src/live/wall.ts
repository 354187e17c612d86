// Draws a wall on a participant's phone: write, read, support.
import type { Tools } from "./tools.ts";
import { countOf, myVotes, ordered, own, type WallView } from "./wall-view.ts";
import type { Post } from "./wall-wire.ts";

export interface WallActs {
  post(text: string, named: boolean): void;
  vote(postId: string, on: boolean): void;
  takeBack(postId: string, text: string): void;
}

const LONGEST = 200;
/** Milliseconds for which the list keeps its order after a touch: a button must not move away under a thumb. */
const CALM = 4_000;

interface Line {
  element: HTMLElement;
  text: HTMLElement;
  about: HTMLElement;
  note: HTMLElement;
  vote: HTMLButtonElement;
}

export class WallSheet {
  readonly element: HTMLElement;
  private readonly lines = new Map<string, Line>();
  private readonly box: HTMLTextAreaElement;
  private readonly named: HTMLInputElement;
  private readonly form: HTMLElement;
  private readonly left: HTMLElement;
  private readonly refusal: HTMLElement;
  private readonly dots: HTMLElement;
  private readonly mine: HTMLElement;
  private readonly list: HTMLElement;
  private readonly none: HTMLElement;
  private touched = 0;
  private returned: string | null = null;

  constructor(private readonly tools: Tools, private readonly ideas: boolean, sensitive: boolean, private readonly acts: WallActs) {
    const { h, t } = tools;
    this.box = h("textarea", { id: "wall-text", maxlength: String(LONGEST), "aria-describedby": "wall-left", oninput: () => this.count() }) as HTMLTextAreaElement;
    this.named = h("input", { type: "checkbox" }) as HTMLInputElement;
    this.left = h("span", { class: "left", id: "wall-left" });
    this.refusal = h("p", { role: "alert", hidden: true });
    this.form = h("form", { onsubmit: event => this.send(event) },
      h("div", { class: "field" },
        h("label", { for: "wall-text" }, ideas ? t("Your idea") : t("Your question"), " ", h("span", { class: "hint" },
          sensitive ? t("Write of no real case: no names, numbers or places of people. Nobody sees who wrote it.") : t("Write no names or numbers of people. Nobody sees who wrote it."))),
        this.box, this.left),
      h("label", { class: "follow" }, this.named, h("span", {}, t("Show my name with it"))),
      h("button", { class: "big" }, t("Send")));
    this.dots = h("p", { role: "status", hidden: true });
    this.mine = h("div");
    this.none = h("p", { class: "empty" }, t("Nothing is on the wall yet."));
    this.list = h("ul", { class: "rows", onpointerdown: () => this.touch(), onkeydown: () => this.touch() });
    this.element = h("section", {}, this.refusal, this.form, this.dots, this.mine, h("h3", {}, t("On the wall")), this.none, this.list);
    this.count();
  }

  draw(view: WallView, open: boolean): void {
    const { say, t } = this.tools;
    this.form.hidden = !open && !this.box.value; // what is half written is not taken away
    say(this.refusal, view.refusal);
    if (view.returned !== this.returned) {
      this.returned = view.returned;
      if (view.returned && !this.box.value && (open || view.refusal)) this.box.value = view.returned;
      this.count();
    }
    const votes = myVotes(view);
    const left = view.dots === null ? null : view.dots - [...votes].filter(id => view.posts[id]).length;
    say(this.dots, left === null || !open ? "" : left > 0 ? t("You have {0} of {1} dots left.", left, view.dots!) : t("You have used your {0} dots. Take one back to give another.", view.dots!));
    this.drawMine(view);
    const posts = ordered(view);
    this.none.hidden = posts.length > 0;
    const groups = new Map(view.groups.map(group => [group.id, group.name]));
    for (const post of posts) this.drawLine(post, view, votes.has(post.id), open, left === 0, groups.get(post.group ?? ""));
    for (const [id, line] of this.lines) if (!view.posts[id]) this.forget(id, line);
    this.sort(posts);
  }

  private drawLine(post: Post, view: WallView, mine: boolean, open: boolean, noneLeft: boolean, group: string | undefined): void {
    const line = this.lines.get(post.id) ?? this.newLine(post);
    const { say, t } = this.tools;
    say(line.text, post.text);
    say(line.about, [post.state === "now" ? t("Being answered now.") : post.state === "answered" ? t("Answered.") : "", post.pinned ? t("Pinned.") : "", post.name ? t("By {0}.", post.name) : "", group ? t("Group: {0}.", group) : ""].filter(part => part).join(" "));
    say(line.note, post.note ?? "");
    const count = countOf(view, post);
    const text = !this.ideas ? t("I ask this too: {0}", count) : mine ? t("My dot: {0}", count) : t("Give a dot: {0}", count);
    if (line.vote.textContent !== text) line.vote.textContent = text;
    line.vote.setAttribute("aria-pressed", String(mine));
    line.vote.setAttribute("aria-disabled", String(!open || (noneLeft && !mine)));
  }

  private newLine(post: Post): Line {
    const { h } = this.tools;
    const text = h("p", { class: "post", id: `post-${post.id}` });
    const about = h("p", { class: "meta" });
    const note = h("p", { class: "said" });
    const vote = h("button", {
      type: "button", class: "vote quiet", "aria-describedby": text.id,
      onclick: () => { if (vote.getAttribute("aria-disabled") !== "true") this.acts.vote(post.id, vote.getAttribute("aria-pressed") !== "true"); },
    }) as HTMLButtonElement;
    const line = { element: h("li", {}, text, about, note, vote), text, about, note, vote };
    this.lines.set(post.id, line);
    this.list.append(line.element);
    return line;
  }

  private forget(id: string, line: Line): void {
    line.element.remove();
    this.lines.delete(id);
  }

  /** Puts the list in order, unless somebody is about to press a button in it. */
  private sort(posts: Post[]): void {
    if (Date.now() - this.touched < CALM || this.list.contains(document.activeElement)) return;
    posts.forEach((post, i) => {
      const { element } = this.lines.get(post.id)!;
      if (this.list.children[i] !== element) this.list.insertBefore(element, this.list.children[i] ?? null);
    });
  }

  private drawMine(view: WallView): void {
    const { h, t } = this.tools;
    const posts = own(view);
    const key = JSON.stringify(posts);
    if (this.mine.dataset["drawn"] === key) return;
    this.mine.dataset["drawn"] = key;
    this.mine.replaceChildren(...(posts.length === 0 ? [] : [
      h("h3", {}, t("Yours")),
      h("ul", { class: "rows", role: "list", "aria-live": "polite" }, ...posts.map(post => h("li", {}, h("span", { id: `mine-${post.id}` }, post.text), " ", h("span", { class: "meta" }, post.says),
        !post.leaves && h("div", {}, h("button", { type: "button", class: "quiet", "aria-describedby": `mine-${post.id}`, onclick: () => this.takeBack(post.id, post.text) }, t("Take it back")))))),
    ]));
  }

  private send(event: Event): void {
    event.preventDefault();
    const { say, t } = this.tools;
    const text = this.box.value.trim();
    if (!text) return say(this.refusal, t("Write something first."));
    this.acts.post(text, this.named.checked);
    this.box.value = "";
    this.box.dispatchEvent(new Event("input", { bubbles: true })); // the warning under it goes too
    this.box.focus();
  }

  /** The button goes with the post: the focus goes to where its text returns. */
  private takeBack(id: string, text: string): void {
    this.acts.takeBack(id, text);
    if (!this.form.hidden) this.box.focus();
  }

  private count(): void {
    const { t } = this.tools;
    this.left.textContent = t("{0} characters left", LONGEST - this.box.value.length);
  }

  private touch(): void {
    this.touched = Date.now();
  }
}
