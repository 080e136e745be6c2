namespace Executor.Silo.Operator;

/// <summary>A call of a running silo that was not carried out; the message is for the operator.</summary>
internal sealed class SiloCallException(string message, Exception? inner = null) : Exception(message, inner);
