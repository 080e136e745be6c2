using System.Text.Json;

namespace Executor.Simulator.Server.Scenarios;

/// <summary>Reads scenario files.</summary>
public static class ScenarioFile
{
    /// <summary>The scenario of a file; sections that it leaves out are those of <see cref="DefaultScenario"/>.</summary>
    /// <exception cref="InvalidDataException">Not a scenario; says where and why.</exception>
    public static Scenario Read(string path)
    {
        Scenario scenario;
        try
        {
            scenario = JsonSerializer.Deserialize(File.ReadAllBytes(path), ScenarioJson.Default.Scenario)
                ?? throw new InvalidDataException($"{path} holds no scenario.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no scenario: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {exception.Message}", exception);
        }
        var standard = DefaultScenario.Create();
        scenario = scenario with
        {
            Markets = scenario.Markets.IsDefaultOrEmpty ? standard.Markets : scenario.Markets,
            Customers = scenario.Customers.IsDefaultOrEmpty ? standard.Customers : scenario.Customers,
        };
        var errors = ScenarioChecks.ErrorsOf(scenario).ToList();
        return errors.Count == 0 ? scenario : throw new InvalidDataException($"{path}: {string.Join(" ", errors)}");
    }
}
