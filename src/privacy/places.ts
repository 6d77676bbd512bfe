/** The fields of an event that can hold personal data, apart from ids and the event's name. */
export const PLACES = ['context', 'traits', 'properties', 'name'] as const;
