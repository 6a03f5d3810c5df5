"""What can be seen from outside of how a service is doing: logs, traces, metrics, health."""
