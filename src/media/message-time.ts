/** `2007-03-09T16:06:10-05:00` as `2007-03-09 16:06 -05:00`: the sender's own clock, as mail readers show it. */
export function messageTime(date: string): string {
  return date.replace(/T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, ' $1 $2').replace(/ Z$/, ' UTC');
}
