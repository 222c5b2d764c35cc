import { App } from "cdktf";
import { SinglePageAppStack } from "./stack";

const app = new App();
new SinglePageAppStack(app, "single-page-app");
app.synth();
