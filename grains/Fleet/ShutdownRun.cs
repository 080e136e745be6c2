using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Fleet;

/// <summary>The work of a shutdown: asks every position to look, closes what is to be closed, and has it proven on the exchange.</summary>
internal sealed class ShutdownRun(IGrainFactory grains, ILogger logger)
{
    /// <summary>Close reason of what a shutdown closes.</summary>
    public const string CloseReason = "EMERGENCY_SHUTDOWN";

    private const int CallsAtOnce = 32;

    /// <summary>Looks at every symbol; with <paramref name="flatten"/>, those not proven flat before are told to close first.</summary>
    public async Task<ImmutableArray<SymbolFinding>> LookAsync(
        IReadOnlyList<string> symbols, ImmutableArray<SymbolFinding> before, bool flatten)
    {
        var findings = ImmutableArray.CreateBuilder<SymbolFinding>(symbols.Count);
        foreach (var some in symbols.Chunk(CallsAtOnce))
        {
            findings.AddRange(await Task.WhenAll(some.Select(symbol =>
                flatten && before.FirstOrDefault(finding => finding.Symbol == symbol) is { IsFlat: true } flat ? Task.FromResult(flat) : LookAsync(symbol, flatten))));
        }

        return findings.DrainToImmutable();
    }

    private async Task<SymbolFinding> LookAsync(string symbol, bool flatten)
    {
        try
        {
            var position = grains.GetGrain<IPositionGrain>(symbol);
            if (flatten)
                await position.FlattenAsync(CloseReason, CancellationToken.None);
            var report = await position.VerifyAsync(CancellationToken.None);
            return new SymbolFinding(symbol, report.IsFlat, report.Status, report.Reasons);
        }
        catch (Exception exception) // not known is not flat: it is reported, and asked again
        {
            logger.ShutdownCallFailed(exception, symbol);
            return new SymbolFinding(symbol, false, "Unknown", [$"The position did not answer: {exception.Message}"]);
        }
    }
}
