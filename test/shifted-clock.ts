/** For `node --import`: the clock of that process is ahead by `?ahead=` milliseconds. */
const ahead = Number(new URL(import.meta.url).searchParams.get('ahead'));

const now = (): number => RealDate.now() + ahead;
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
});
