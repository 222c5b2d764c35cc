import { compareSmallestStack } from "./smallest-stack";
console.log(compareSmallestStack());
