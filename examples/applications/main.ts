import { App } from "cdktf";
import { ApplicationsStack } from "./stack";

const app = new App();
new ApplicationsStack(app, "applications");
app.synth();
