import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, creationOptions, text, written } from "../src/passkey/json";

test("bytes survive the way to base64url and back", () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(bytes(text(all.buffer)), all);
  assert.doesNotMatch(text(all.buffer), /[+/=]/);
});

test("what the server sends as text reaches the device as bytes", () => {
  const options = creationOptions({
    challenge: "AQID", user: { id: "BAU", name: "amina", displayName: "Amina" }, rp: { name: "hub" }, pubKeyCredParams: [],
    excludeCredentials: [{ id: "Bg", type: "public-key" }],
  });
  assert.deepEqual(options.challenge, new Uint8Array([1, 2, 3]));
  assert.deepEqual(options.user.id, new Uint8Array([4, 5]));
  assert.deepEqual(options.excludeCredentials?.[0]?.id, new Uint8Array([6]));
});

test("an answer of the device is written as the server reads it", () => {
  const credential = {
    id: "AQ", rawId: new Uint8Array([1]).buffer, type: "public-key", authenticatorAttachment: null, getClientExtensionResults: () => ({}),
    response: { clientDataJSON: new Uint8Array([2]).buffer, authenticatorData: new Uint8Array([3]).buffer, signature: new Uint8Array([4]).buffer, userHandle: null },
  } as unknown as PublicKeyCredential;
  assert.deepEqual(written(credential), {
    id: "AQ", rawId: "AQ", type: "public-key", authenticatorAttachment: null, clientExtensionResults: {},
    response: { clientDataJSON: "Ag", authenticatorData: "Aw", signature: "BA", userHandle: null },
  });
});
