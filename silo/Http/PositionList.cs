using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Http;

/// <summary>Answer to <c>GET /positions</c>.</summary>
/// <param name="Mode"><c>paper</c>: no real money.</param>
/// <param name="Fleet">Whether anything is entered: <c>Running</c>, <c>Paused</c>, <c>Asleep</c>; null when the fleet does not answer.</param>
/// <param name="Positions">Positions that answered, in the order of the roster.</param>
/// <param name="Problems">Positions that did not.</param>
/// <param name="Leaving">Symbols that were taken out of the roster and are managed until they are flat.</param>
internal sealed record PositionList(
    string Mode, string? Fleet, ImmutableArray<PositionView> Positions, ImmutableArray<PositionProblem> Problems,
    ImmutableArray<string> Leaving);

/// <summary>A position that did not answer.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Problem">What came instead.</param>
internal sealed record PositionProblem(string Symbol, string Problem);
