// What the page says about the room and about my answer, in whole sentences.
import { mine, type View } from "./view.ts";

export function stateLine(view: View): string {
  switch (view.phase) {
    case "lobby": return "You are in. The first question comes when the facilitator opens it.";
    case "open": return mine(view) ? "You have answered. Wait for the others." : "The question is open. Take your time.";
    case "closed": return "The question is closed. The result comes next.";
    case "revealed": return "Here is the result.";
    case "ended": return "This session has ended. Thank you for taking part.";
  }
}

export function linkLine(view: View): string {
  const waits = view.waiting.length;
  const kept = waits === 0 ? "" : waits === 1 ? " 1 answer is waiting on this phone and goes out when the link is back." : ` ${waits} answers are waiting on this phone and go out when the link is back.`;
  switch (view.link) {
    case "on": return "";
    case "polling": return "Connected by a slow way: news can take a few seconds.";
    case "moving": return "Reconnecting: the room is being reached again. Nothing is lost.";
    case "connecting": return `Connecting.${kept}`;
    case "off": return `No link to the hub now. This page tries again by itself.${kept}`;
  }
}

export function answerLine(view: View): string {
  const answer = mine(view);
  if (!answer || !view.activity) return "";
  const text = view.activity.options.filter(option => answer.response.options.includes(option.id)).map(option => option.text).join(", ");
  if (answer.waiting) return view.link === "on" ? `Sending: ${text}` : `Kept on this phone. It goes out when the link is back. Your answer: ${text}`;
  return view.late[view.activity.activityId] ? `Your answer is kept and marked late: ${text}` : `Your answer is kept: ${text}`;
}

export function resultLine(view: View): string {
  const answer = mine(view);
  if (view.phase !== "revealed" || !view.result || view.result.right.length === 0 || !answer) return "";
  return answer.response.options.every(id => view.result!.right.includes(id)) ? "Your answer is right." : "Your answer is not right. See why below.";
}
