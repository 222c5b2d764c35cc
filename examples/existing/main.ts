import { App } from "cdktf";
import { ExistingStack } from "./stack";

const app = new App();
new ExistingStack(app, "existing");
app.synth();
