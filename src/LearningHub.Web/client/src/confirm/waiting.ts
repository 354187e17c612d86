// A confirmation of a coupon that waits on a phone.
export interface WaitingConfirmation {
  id: string;
  /** What the address of the coupon ends with: its code or its secret. */
  code: string;
  /** Who was signed in, or empty: then the token and the name say who she is. */
  who: string;
  /** Made by the hub with the page: the same confirmation sent twice makes one person. */
  token: string;
  name: string;
  /** By this phone's clock: a hint. */
  at: string;
  answers?: { item: string; option: string }[];
  answeredAt?: string;
}
