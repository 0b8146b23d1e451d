/** Paths of the icons, drawn on 24 × 24 and stroked. */

/** The mark: a car in a speech bubble. */
export const MARK = 'M7 21v-4H3V3h18v14H11ZM8 10l1-4h6l1 4M7 14v-4h10v4Z'
export const CLOSE = 'm6 6 12 12M6 18 18 6'
export const SEND = 'M12 19V5m-6 6 6-6 6 6'
export const STOP = 'M7 7h10v10H7Z'
export const PERSON = 'M12 11a4 4 0 0 0 0-8 4 4 0 0 0 0 8ZM4 21c0-8 16-8 16 0'
export const PHONE = 'M5 4h4l2 5-2 2a12 12 0 0 0 4 4l2-2 5 2v4a1 1 0 0 1-1 1A16 16 0 0 1 4 5Z'
export const SPARK = 'm12 3 2 7 7 2-7 2-2 7-2-7-7-2 7-2Z'
