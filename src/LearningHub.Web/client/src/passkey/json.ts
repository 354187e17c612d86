// The JSON forms of WebAuthn, for browsers that cannot read and write them by themselves yet.

/** Base64url without padding, to bytes. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const made = new Uint8Array(new ArrayBuffer(binary.length));
  for (let i = 0; i < binary.length; i++) made[i] = binary.charCodeAt(i);
  return made;
}

/** Bytes to base64url without padding. */
export function text(buffer: ArrayBuffer): string {
  let binary = "";
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

interface DescriptorJson { id: string; type: PublicKeyCredentialType; transports?: AuthenticatorTransport[] }

interface CreationJson extends Omit<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials"> {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: DescriptorJson[];
}

interface RequestJson extends Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> {
  challenge: string;
  allowCredentials?: DescriptorJson[];
}

const descriptors = (all: DescriptorJson[] | undefined): PublicKeyCredentialDescriptor[] => (all ?? []).map(one => ({ ...one, id: bytes(one.id) }));

/** What the server sent, as the browser wants it for making a passkey. */
export const creationOptions = (json: CreationJson): PublicKeyCredentialCreationOptions => ({
  ...json,
  challenge: bytes(json.challenge),
  user: { ...json.user, id: bytes(json.user.id) },
  excludeCredentials: descriptors(json.excludeCredentials),
});

/** What the server sent, as the browser wants it for using a passkey. */
export const requestOptions = (json: RequestJson): PublicKeyCredentialRequestOptions => ({
  ...json,
  challenge: bytes(json.challenge),
  allowCredentials: descriptors(json.allowCredentials),
});

/** What the device answered, as the server reads it. */
export function written(credential: PublicKeyCredential): object {
  const made = credential.response as AuthenticatorAttestationResponse;
  const used = credential.response as AuthenticatorAssertionResponse;
  const response: Record<string, unknown> = { clientDataJSON: text(credential.response.clientDataJSON) };
  if (made.attestationObject) {
    response["attestationObject"] = text(made.attestationObject);
    response["transports"] = made.getTransports?.() ?? [];
  } else {
    response["authenticatorData"] = text(used.authenticatorData);
    response["signature"] = text(used.signature);
    response["userHandle"] = used.userHandle ? text(used.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}
