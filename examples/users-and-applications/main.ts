import { App } from "cdktf";
import { UsersAndApplicationsStack } from "./stack";

const app = new App();
new UsersAndApplicationsStack(app, "users-and-applications");
app.synth();
