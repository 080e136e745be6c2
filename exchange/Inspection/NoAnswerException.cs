namespace Executor.Exchange.Inspection;

/// <summary>A part of a look was not answered: the whole look tells nothing then.</summary>
/// <param name="reason">What happened.</param>
internal sealed class NoAnswerException(string reason) : Exception(reason);
