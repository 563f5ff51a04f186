package com.clientmanager.credits.billing.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.clientmanager.credits.billing.BillingStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class OpenApiTest {
    @Test
    void the_description_is_openapi_3_1_with_examples_problems_and_idempotency_keys() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body(
                        "paths.'/v1/accounts/{account}/balance'.get.responses.'200'.content.'application/json'.example.available",
                        equalTo("2488"))
                .body(
                        "paths.'/v1/accounts'.post.requestBody.content.'application/json'.example.plan",
                        equalTo("growth"))
                .body("paths.'/v1/accounts'.post.parameters.name", hasItem("Idempotency-Key"))
                .body("paths.'/v1/accounts'.post.responses.default.content.'application/problem+json'", notNullValue())
                .body("paths.keySet()", not(hasItem(startsWith("/billing"))));
    }

    @Test
    void there_is_a_page_to_try_it() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
