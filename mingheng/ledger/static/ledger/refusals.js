/** What is not in the form it should be; the message is for a person. */
export class Refused extends Error {}

/** The value, or the refusal with this message when there is none. */
export function wanted(value, message) {
  if (!value) throw new Refused(message);
  return value;
}
