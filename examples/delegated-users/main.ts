import { App } from "cdktf";
import { DelegatedUsersStack } from "./stack";

const app = new App();
new DelegatedUsersStack(app, "delegated-users");
app.synth();
