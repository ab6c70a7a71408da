/** The Camunda version whose interfaces the transports speak. */
export const VERSION = '8.9.0';
