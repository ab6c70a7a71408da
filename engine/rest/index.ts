export { createRestApp } from './app.js';
export type { RestOptions } from './app.js';
export { basicAuthentication, basicCredentials } from '../gateway/authentication.js';
export type { Authenticate, Permission, User, UserWithPassword } from '../gateway/authentication.js';
