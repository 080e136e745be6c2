using System.Runtime.CompilerServices;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.Grains.Ledger;
using Executor.Grains.Signals;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;
using Executor.Storage.Sqlite;
using Executor.Storage.State;

namespace Executor.Silo.Migration;

/// <summary>The stored state of a silo that does not run. While this is open, none can start on the folder.</summary>
internal sealed class StoppedSilo : IAsyncDisposable
{
    private readonly DataDirectoryLock _claim;
    private readonly ServiceProvider _services;
    private readonly StoppedSiloState _state;

    private StoppedSilo(DataDirectoryLock claim, SiloSettings settings)
    {
        _claim = claim;
        _services = new ServiceCollection().AddGrainStateSchemas().BuildServiceProvider();
        _state = new StoppedSiloState(settings.DataPath(SiloHost.StateFile), settings.Storage.ServiceId, _services.GetRequiredService<StateSchemas>());
    }

    /// <exception cref="IOException">A silo runs on the folder, it cannot be written, or the state is not in it.</exception>
    public static StoppedSilo Open(SiloSettings settings) => settings.Storage.Profile == StorageProfile.Local
        ? new(DataDirectoryLock.Claim(settings.DataDirectory), settings)
        : throw new IOException($"with {StorageSettingNames.Profile}={settings.Storage.Profile} the state is not in the data folder; only a running silo reads it.");

    public Task<StoredRow<PositionState>> PositionAsync(string symbol, CancellationToken cancellationToken) =>
        _state.ReadAsync<PositionState>(GrainId.Create("position", symbol), "position", cancellationToken);

    public Task<StoredRow<IngestState>> SignalsAsync(string symbol, CancellationToken cancellationToken) =>
        _state.ReadAsync<IngestState>(GrainId.Create("signal-ingest", SignalSource.KeyOf(symbol)), "signals", cancellationToken);

    /// <summary>Closed trades of the ledger from the month <paramref name="first"/> on.</summary>
    public async IAsyncEnumerable<TradeRecord> LedgerAsync(
        string symbol, LedgerMonth first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var grain = GrainId.Create(LedgerRows.GrainType, symbol);
        var index = (await _state.ReadAsync<LedgerIndex>(grain, LedgerRows.Index, cancellationToken)).State ?? new LedgerIndex();
        foreach (var shelf in index.Shelves.Where(shelf => shelf.Month.Start >= first.Start))
        {
            for (var page = 0; page < shelf.Pages; page++)
            {
                var sheet = await _state.ReadAsync<LedgerSheet>(grain, LedgerRows.Sheet(shelf.Month, page), cancellationToken);
                foreach (var record in sheet.State?.Records ?? [])
                    yield return record;
            }
        }
    }

    /// <summary>Writes both or neither.</summary>
    public Task WriteAsync(StoredRow<PositionState> position, StoredRow<IngestState> signals, CancellationToken cancellationToken) =>
        _state.WriteAsync(position, signals, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _state.DisposeAsync();
        await _services.DisposeAsync();
        _claim.Dispose();
    }
}
