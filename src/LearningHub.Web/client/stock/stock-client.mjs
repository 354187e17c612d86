// The stock SignalR client, as npm serves it, in the live room: a phone and a host, and a link that breaks. The tests run it with Node:
//   node stock/stock-client.mjs ADDRESS CODE SESSION HOST_CLAIM
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { connect, createServer } from "node:net";
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [address, code, session, hostClaim] = process.argv.slice(2);

/** The way between the phone and the hub, which can be cut. */
class Radio {
  #open = new Set();
  #ear = createServer(near => {
    const hub = new URL(address);
    const far = connect(Number(hub.port), hub.hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      this.#open.add(one);
      one.on("error", () => other.destroy()).on("close", () => { this.#open.delete(one); other.destroy(); }).pipe(other);
    }
  });

  async start() {
    await new Promise(done => this.#ear.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${this.#ear.address().port}`;
  }

  cut() { for (const socket of this.#open) socket.destroy(); }

  stop() { this.cut(); this.#ear.close(); }
}

const build = base => new HubConnectionBuilder().withUrl(`${base}/hubs/live`).withAutomaticReconnect([0, 50, 200, 1000, 5000]).configureLogging(LogLevel.None).build();

/** The next message of this name, from now on. */
const next = (connection, name) => new Promise(done => {
  const hear = message => { connection.off(name, hear); done(message); };
  connection.on(name, hear);
});

const radio = new Radio();
const phone = build(await radio.start());
const host = build(address);
await Promise.all([phone.start(), host.start()]);

const joined = await phone.invoke("Join", code, "Amina"); // an optional argument may be left out
assert.equal(joined.refusal, undefined);
assert.equal(joined.snapshot.phase, "lobby");
assert.equal((await host.invoke("Host", session, hostClaim)).refusal, undefined);

let told = next(phone, "activityOpened");
assert.ok((await host.invoke("Next")).version > joined.version);
const { activity } = await told;
const answerId = randomUUID();
const response = { options: [activity.options[0].id], sure: true };
assert.equal((await phone.invoke("Answer", answerId, activity.activityId, response)).status, "accepted");

// The link breaks; the client reconnects by itself, and the room knows the claim.
const back = new Promise(done => phone.onreconnected(done));
radio.cut();
await back;
assert.equal((await phone.invoke("Answer", randomUUID(), activity.activityId, response)).code, "live.not-joined"); // a new connection is nobody yet
const again = await phone.invoke("Join", code, null, joined.claim);
assert.equal(again.participantId, joined.participantId);
assert.deepEqual(again.snapshot.answers[activity.activityId], response);
assert.equal((await phone.invoke("Answer", answerId, activity.activityId, response)).status, "repeated");

told = next(phone, "resultsRevealed");
await host.invoke("Reveal");
const result = await told;
assert.equal(result.tally[activity.options[0].id], 1);
assert.equal(result.detail.people, 1);
told = next(phone, "sessionEnded");
await host.invoke("End");
await told;

await Promise.all([phone.stop(), host.stop()]);
radio.stop();
console.log("The stock client joined, answered, came back and saw the result.");
