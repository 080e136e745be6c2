using Executor.Core.Positions;
using Executor.Grains.Account;
using Executor.Grains.Fleet;
using Executor.Grains.Ledger;
using Executor.Grains.Portfolio;
using Executor.Grains.Signals;
using Executor.Grains.Storage;
using Executor.Storage.State;

namespace Executor.Silo.Hosting;

/// <summary>Tells the storage the stored form of each grain's state.</summary>
internal static class GrainStateSchemas
{
    public static Microsoft.Extensions.DependencyInjection.IServiceCollection AddGrainStateSchemas(
        this Microsoft.Extensions.DependencyInjection.IServiceCollection services) => services
        .AddStateSchema(new StateSchema<PositionState>(
            StoredStates.PositionKind, StoredStates.PositionVersion, StoredStates.Default.PositionState, new StateUpgrader(1, StoredStateUpgrades.PositionFrom1),
            new StateUpgrader(2, StoredStateUpgrades.PositionFrom2)))
        .AddStateSchema(new StateSchema<IngestState>(StoredStates.IngestKind, StoredStates.IngestVersion, StoredStates.Default.IngestState))
        .AddStateSchema(new StateSchema<FleetState>(
            StoredStates.FleetKind, StoredStates.FleetVersion, StoredStates.Default.FleetState, new StateUpgrader(1, StoredStateUpgrades.FleetFrom1),
            new StateUpgrader(2, StoredStateUpgrades.FleetFrom2)))
        .AddStateSchema(new StateSchema<LedgerIndex>(StoredStates.LedgerIndexKind, StoredStates.LedgerIndexVersion, StoredStates.Default.LedgerIndex))
        .AddStateSchema(new StateSchema<LedgerSheet>(StoredStates.LedgerSheetKind, StoredStates.LedgerSheetVersion, StoredStates.Default.LedgerSheet))
        .AddStateSchema(new StateSchema<AccountState>(StoredStates.AccountKind, StoredStates.AccountVersion, StoredStates.Default.AccountState))
        .AddStateSchema(new StateSchema<PortfolioState>(StoredStates.PortfolioKind, StoredStates.PortfolioVersion, StoredStates.Default.PortfolioState))
        .AddStateSchema(new StateSchema<AccountReviewState>(StoredStates.AccountReviewKind, StoredStates.AccountReviewVersion, StoredStates.Default.AccountReviewState));
}
