/** For type tests: whether two types are the same, which must be so or not. */
declare function isSame<A, B>(
  answer: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false,
): void;
