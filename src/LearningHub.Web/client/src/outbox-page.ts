// The outbox on an ordinary page: fetched where something may wait or a form may have to.
import { kept } from "./live/kept.ts";
import { sayFromPhone } from "./offline/from-phone.ts";
import { begin } from "./outbox/desk.ts";

export { keepDone } from "./outbox/desk.ts";
export { take } from "./outbox/forms.ts";

sayFromPhone();
begin();

const room = document.querySelector("live-session");
if (room) void kept(room);
