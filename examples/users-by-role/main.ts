import { App } from "cdktf";
import { UsersByRoleStack } from "./stack";

const app = new App();
new UsersByRoleStack(app, "users-by-role");
app.synth();
