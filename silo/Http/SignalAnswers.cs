using System.Collections.Immutable;

namespace Executor.Silo.Http;

/// <summary>Answer to <c>POST /signals</c>.</summary>
/// <param name="Symbol">Symbol that the lines were taken for.</param>
/// <param name="Answers">One for each line that is not blank, in order.</param>
internal sealed record SignalAnswers(string Symbol, ImmutableArray<SignalAnswerLine> Answers);

/// <summary>Answer to one line.</summary>
/// <param name="Line">Number of the line, from 1, blank ones left out.</param>
/// <param name="Outcome"><c>accepted</c>, <c>duplicate</c>, <c>skipped</c>, <c>ignored</c> or <c>invalid</c>.</param>
/// <param name="SignalKey">Event key; null when there is none.</param>
/// <param name="Reason">Why; null when accepted.</param>
/// <param name="Detail">The numbers behind the reason.</param>
/// <param name="TradeKey">Trade that it opened.</param>
internal sealed record SignalAnswerLine(int Line, string Outcome, string? SignalKey, string? Reason, string? Detail, string? TradeKey);
