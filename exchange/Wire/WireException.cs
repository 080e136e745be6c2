namespace Executor.Exchange.Wire;

/// <summary>An answer lacks what it must hold, or holds what is not known here. Never retried: the request may have been carried out.</summary>
/// <param name="problem">Which field, and its raw value.</param>
internal sealed class WireException(string problem) : Exception(problem);
